#!/usr/bin/env python3
"""Compares what rsyslog parsed with what the trail holds, field by field. Usage: compare_syslog.py EXPECTED PARSED

SPDX-License-Identifier: Apache-2.0"""
import datetime
import json
import sys


def lines(file):
    with open(file, encoding="utf-8") as read:
        for line in read:
            try:
                yield json.loads(line)
            except ValueError:
                yield {}  # cut where the collector was killed


def milliseconds(text):
    at = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return int(at.timestamp() * 1000)


arrived, times, cut = {}, 0, 0
for message in lines(sys.argv[2]):
    data = message.get("$!", {}).get("rfc5424-sd", {}).get("muniment@32473")
    if data is None:
        cut += 1
        continue
    arrived[data["id"]] = (message, data)
    times += 1
wrong, compared, events = [], 0, 0
for wanted in lines(sys.argv[1]):
    events += 1
    if wanted["id"] not in arrived:
        wrong.append(f"{wanted['id']} did not arrive")
        continue
    message, data = arrived[wanted["id"]]
    for field in ("action", "route", "user", "patient", "purpose", "relation", "evidence", "from", "entry", "index",
                  "seen"):
        compared += 1
        if data.get(field, "") != wanted[field]:
            wrong.append(f"{wanted['id']} {field}: {data.get(field)!r} instead of {wanted[field]!r}")
    header = {"hostname": wanted["host"], "programname": "muniment", "msgid": wanted["action"],
              "syslogfacility": "10" if wanted["action"] in ("denied", "break_glass") else "13",
              "syslogseverity": {"denied": "4", "break_glass": "5"}.get(wanted["action"], "6")}
    for field, value in header.items():
        compared += 1
        if message.get(field) != value:
            wrong.append(f"{wanted['id']} {field}: {message.get(field)!r} instead of {value!r}")
    compared += 1
    if milliseconds(message["timereported"]) != milliseconds(wanted["at"]):
        wrong.append(f"{wanted['id']} time: {message['timereported']} instead of {wanted['at']}")
for each in wrong[:20]:
    print(each)
print(f"rsyslog: {events} events, each arrived at least once ({times} messages, {cut} cut short); "
      f"{compared} fields compared, {len(wrong)} wrong")
sys.exit(0 if events > 0 and not wrong else 1)
