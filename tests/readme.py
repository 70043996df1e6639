#!/usr/bin/env python3
"""Runs the examples of the documentation.

    readme.py IBER_BUILD_DIR FILE.md...

A fenced block ```sh whose first line is `# checked` is run by sh from the root of the repository
with IBER_BUILD_DIR and its lexicons/ in PATH; what it prints (stdout and stderr) must equal the
```text or ```json block that follows, if one does. Prints TAP."""
import os
import re
import shutil
import subprocess
import sys

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def examples(path):
    """Yields (line, commands, expected output or None)."""
    text = open(path, encoding="utf-8").read()
    found = list(BLOCK.finditer(text))
    for i, m in enumerate(found):
        if m.group(1) != "sh" or not m.group(2).startswith("# checked"):
            continue
        follows = found[i + 1] if i + 1 < len(found) else None
        near = follows and not text[m.end():follows.start()].strip()
        expected = follows.group(2) if near and follows.group(1) in ("text", "json") else None
        yield text.count("\n", 0, m.start()) + 1, m.group(2), expected


def main():
    build = os.path.abspath(sys.argv[1])
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    env = dict(os.environ, PATH=os.pathsep.join([build, os.path.join(build, "lexicons"), os.environ["PATH"]]))
    n = failed = 0
    for path in sys.argv[2:]:
        for line, commands, expected in examples(path):
            n += 1
            name = "%s:%d" % (os.path.relpath(path, root), line)
            tools = [t for t in ("jq", "make", "parallel") if re.search(r"\b%s\b" % t, commands) and not shutil.which(t)]
            if tools:
                print("ok %d - %s # SKIP %s is not installed" % (n, name, tools[0]))
                continue
            run = subprocess.run(["sh", "-c", commands], cwd=root, env=env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
            got = run.stdout.decode("utf-8", "replace")
            fine = expected is None or got.strip() == expected.strip()
            failed += not fine
            print("%s %d - %s" % ("ok" if fine else "not ok", n, name))
            if not fine:
                print("# expected:\n" + re.sub("^", "#   ", expected.strip(), flags=re.M))
                print("# got:\n" + re.sub("^", "#   ", got.strip(), flags=re.M))
    print("1..%d" % n)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
