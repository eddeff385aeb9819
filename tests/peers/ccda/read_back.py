#!/usr/bin/env python3
# Reads C-CDA documents with ccda-to-fhir, which others wrote, and counts what it found in them.
# Usage: read_back.py FILE.xml [TYPE=COUNT ...]   Exit 0: read without an error, with these counts; 1: not.
# SPDX-License-Identifier: Apache-2.0
import collections
import logging
import sys

import ccda_to_fhir

logging.disable(logging.CRITICAL)
with open(sys.argv[1], encoding="utf-8") as file:
    converted = ccda_to_fhir.convert_document(file.read())
found = collections.Counter(e["resource"]["resourceType"] for e in converted["bundle"]["entry"])
problems = [f"{e['template_id']}: {e['error_message']}" for e in converted["metadata"]["errors"]]
problems += [f"template {one} is not known" for one in converted["metadata"]["skipped_templates"]]
for expected in sys.argv[2:]:
    name, count = expected.split("=")
    if found[name] != int(count):
        problems.append(f"{found[name]} {name} instead of {count}")
for problem in problems:
    print(f"read_back: {problem}", file=sys.stderr)
print(f"ccda-to-fhir: {sum(found.values())} resources read")
sys.exit(1 if problems else 0)
