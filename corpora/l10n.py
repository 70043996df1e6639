# Texts of Albanian translations (Firefox, Thunderbird: MPL-2.0; WordPress: GPL-2+) as lines: one message a line.
import re,sys,zipfile,glob,struct
out=[]
def clean(s):
    s=re.sub(r'<[^>]*>',' ',s); s=re.sub(r'\{[^}]*\}',' X ',s); s=re.sub(r'%(\d+\$)?[sdSD]|\$\w+\$?|&\w+;',' X ',s); s=s.replace('\\n',' ').replace('&','')
    return ' '.join(s.split())
def ok(s): return len(s)>8 and sum(c.isalpha() for c in s)>0.6*len(s) and ('ë' in s or 'ç' in s or len(s.split())>3)
for f in glob.glob('/tmp/sqpk/**/*.xpi',recursive=True):
    z=zipfile.ZipFile(f)
    for n in z.namelist():
        if not n.endswith(('.ftl','.properties','.dtd')): continue
        t=z.read(n).decode('utf-8','replace')
        if n.endswith('.dtd'): vals=re.findall(r'<!ENTITY\s+\S+\s+"([^"]*)"',t)
        elif n.endswith('.properties'): vals=[l.split('=',1)[1] for l in t.split('\n') if '=' in l and not l.startswith('#')]
        else:
            vals=[];cur=''
            for l in t.split('\n'):
                if l.startswith('#'): continue
                m=re.match(r'^(-?[\w-]+|\s+\.[\w-]+|\s*\*?\[[\w]+\])\s*=?\s*(.*)$',l)
                if m and (not l.startswith(' ') or l.strip().startswith(('.','[','*'))):
                    if cur: vals.append(cur)
                    cur=m.group(2)
                else: cur+=' '+l.strip()
            vals.append(cur)
        out+=[clean(v) for v in vals]
for f in glob.glob('/tmp/sqpk/**/*sq*.mo',recursive=True):
    b=open(f,'rb').read(); m,r,n,o,t=struct.unpack('<5I',b[:20])
    for i in range(n):
        l,p=struct.unpack('<2I',b[t+8*i:t+8*i+8]); 
        for s in b[p:p+l].decode('utf-8','replace').split('\0'): out.append(clean(s))
seen=set();k=0
with open('/tmp/sq_l10n.txt','w') as w:
    for s in out:
        if ok(s) and s not in seen: seen.add(s); w.write(s+'\n'); k+=len(s.split())
print(len(seen),k)
