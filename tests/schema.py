"""A validator for the part of JSON Schema (draft 2020-12) that docs/record.schema.json uses. Any
other keyword is refused, so that the schema cannot ask for what nobody checks."""
import json
import os
import re

TYPES = {'object': dict, 'array': list, 'string': str, 'boolean': bool}
TOP = {'$schema', 'title', 'description', '$defs'}
KNOWN = TOP | {'type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'minimum',
               'maximum', 'minLength', 'pattern', 'if', 'then', 'else', '$ref'}


def is_type(value, name):
    if name == 'integer':
        return isinstance(value, int) and not isinstance(value, bool)
    if name == 'number':
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


class Schema:
    def __init__(self, path):
        with open(path, encoding='utf-8') as f:
            self.root = json.load(f)

    def faults(self, value):
        return list(self.check(value, self.root, '$'))

    def check(self, value, s, at):
        if isinstance(s, bool):
            if not s:
                yield at + ': not allowed'
            return
        for k in s:
            if k not in KNOWN:
                raise ValueError('schema: keyword %r is not supported' % k)
        if '$ref' in s:
            yield from self.check(value, self.root['$defs'][s['$ref'].removeprefix('#/$defs/')], at)
        if 'type' in s and not is_type(value, s['type']):
            yield '%s: %r is not of type %s' % (at, value, s['type'])
            return
        if 'const' in s and value != s['const']:
            yield '%s: %r is not %r' % (at, value, s['const'])
        if 'enum' in s and value not in s['enum']:
            yield '%s: %r is not one of %s' % (at, value, s['enum'])
        if 'minimum' in s and value < s['minimum'] or 'maximum' in s and value > s['maximum']:
            yield '%s: %r is out of range' % (at, value)
        if 'minLength' in s and len(value) < s['minLength']:
            yield '%s: too short' % at
        if 'pattern' in s and not re.search(s['pattern'], value):
            yield '%s: %r does not match %s' % (at, value, s['pattern'])
        if isinstance(value, dict):
            yield from self.check_object(value, s, at)
        if isinstance(value, list) and 'items' in s and not self.all_simple(value, s['items']):
            for i in range(0, len(value), 1 + len(value) // 3000):  # of very long ones a sample
                yield from self.check(value[i], s['items'], '%s[%d]' % (at, i))
        if 'if' in s:
            holds = not list(self.check(value, s['if'], at))
            yield from self.check(value, s.get('then' if holds else 'else', True), at)

    def all_simple(self, values, s):
        """A quick yes for the long columns of tokens."""
        s = self.root['$defs'][s['$ref'].removeprefix('#/$defs/')] if '$ref' in s else s
        if set(s) <= {'type', 'minimum', 'maximum', 'description'} and s.get('type') == 'integer':
            return all(type(v) is int for v in values) and (not values or s['minimum'] <= min(values) and max(values) <= s['maximum'])
        return set(s) == {'type'} and s['type'] == 'string' and all(type(v) is str for v in values)

    def check_object(self, value, s, at):
        for k in s.get('required', []):
            if k not in value:
                yield '%s: %s is missing' % (at, k)
        known = s.get('properties', {})
        for k, v in value.items():
            if k in known:
                yield from self.check(v, known[k], at + '.' + k)
            elif 'additionalProperties' in s:
                yield from self.check(v, s['additionalProperties'], at + '.' + k)
        # beyond JSON Schema: where all keys are known they stand in the schema's order
        if s.get('additionalProperties') is False and [k for k in known if k in value] != list(value):
            yield '%s: keys are not in order: %s' % (at, list(value))


def record_schema():
    return Schema(os.path.join(os.path.dirname(__file__), '..', 'docs', 'record.schema.json'))
