"""Calls every operation of the API document with what schemathesis makes of it, right and wrong, as several people,
with ids of real records put in, and looks at every answer. Prints what was wrong and how many calls it made.
Usage: fuzz.py BASE OPENAPI.json SEED SECONDS"""
# SPDX-License-Identifier: Apache-2.0
import collections
import json
import random
import re
import sys
import time
import warnings

import hypothesis
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

warnings.filterwarnings("ignore")
base, document, seed, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
chance = random.Random(seed)
people = ["demo", "release", "privacy", "clerk", "patient", None]
# Makes accounts inactive or puts new passwords in their place: asked last.
about_accounts = re.compile(r"^/api/(people/users|signin/)")
# Ends sessions or makes the sign-in wait: asked by nobody.
about_sessions = re.compile(r"^/api/(session|account)\b")
identifier = re.compile(r'"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"')
faults = collections.Counter()
wrong = {}
calls = 0


def group_of(operation):
    return 1 if about_sessions.match(operation.path) else 2 if about_accounts.match(operation.path) else 0


def sign_in(name):
    session = requests.Session()
    session.headers["X-Muniment"] = "1"
    session.trust_env = False
    if name:
        said = {"username": name, "password": "open-the-cedar-chest"}
        answer = session.post(f"{base}/api/session", json=said)
        assert answer.ok, (name, answer.text)
    return session


def phi_of(session):
    """What may stand in no error: names, record numbers and birth dates of the demo's patients."""
    words = set()
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for patient in session.get(f"{base}/api/patients", params={"q": letter}).json().get("patients", []):
            words |= {patient["name"], patient["mrn"], patient["birth_date"]}
    words.discard("")
    return words


def collected(operations, sessions):
    """The ids that the lists give, by the first words of their route."""
    ids = collections.defaultdict(set)
    for operation in operations:
        if operation.method.upper() != "GET" or "{" in operation.path or group_of(operation) == 1:
            continue
        for name in ("demo", "release", "privacy", "patient"):
            params = {"q": "a"} if operation.path == "/api/patients" else None
            answer = sessions[name].get(base + operation.path, params=params)
            if answer.ok and "json" in answer.headers.get("Content-Type", ""):
                ids[operation.path] |= set(identifier.findall(answer.text))
    return {path: sorted(found) for path, found in ids.items() if found}


def pick(path, name, made, ids):
    """A real id of this collection, of any, or what was made."""
    if name in ("patient",):
        near = ids.get("/api/patients", [])
    else:
        near = ids.get(path.split("/{")[0], [])
    kind = chance.random()
    if kind < 0.55 and near:
        return chance.choice(near)
    if kind < 0.75 and ids:
        return chance.choice(ids[chance.choice(sorted(ids))])
    return made


def furnish(body, ids):
    """Real patients and likely versions in a made body, now and then."""
    if not isinstance(body, dict):
        return body
    body = dict(body)
    if "version" in body and chance.random() < 0.8:
        body["version"] = chance.randint(1, 4)
    for key in ("patient", "id", "item", "document"):
        if isinstance(body.get(key), str) and chance.random() < 0.6:
            body[key] = pick("", "patient" if key == "patient" else key, body[key], ids)
    return {key: furnish(value, ids) for key, value in body.items()}


def report(what, operation, person, answer, sent):
    key = (what, operation.method.upper(), operation.path)
    if key not in wrong:
        wrong[key] = f"{what}: {key[1]} {key[2]} as {person}: {answer.status_code} {answer.text[:300]!r}\n    sent {sent!r}"[:1200]


def judge(operation, person, answer, sent, phi):
    status = answer.status_code
    faults[status] += 1
    if status >= 500:
        report("server error", operation, person, answer, sent)
    if status < 400:
        return
    try:
        error = answer.json()["error"]
        formed = isinstance(error["fault"], str) and isinstance(error["message"], str) and error["message"]
    except (ValueError, KeyError, TypeError):
        formed = False
    if not formed:
        report("not in the form of errors", operation, person, answer, sent)
    told = json.dumps(sent, default=str, ensure_ascii=False)
    for word in phi:
        if word in answer.text and word not in told:
            report("PHI in an error", operation, person, answer, sent)


def try_operation(operation, mode, turn, sessions, names, ids, phi, until):
    global calls

    def one(case):
        global calls
        if time.monotonic() > until:
            return
        if case.path_parameters:
            case.path_parameters = {
                name: pick(operation.path, name, made, ids) for name, made in case.path_parameters.items()
            }
        case.body = furnish(case.body, ids)
        try:
            kwargs = case.as_transport_kwargs(base_url=base)
        except Exception:  # what cannot be written down cannot be sent
            return
        headers = dict(kwargs.pop("headers", None) or {}) | {"X-Muniment": "1"}
        kwargs.pop("cookies", None)
        sent = {key: kwargs.get(key) for key in ("url", "params", "json", "data")}
        # Until somebody may: what nobody gets into is not tried.
        for name in chance.sample(names, len(names)):
            try:
                answer = sessions[name].request(**kwargs, headers=headers, timeout=30, allow_redirects=False)
            except (requests.exceptions.InvalidURL, UnicodeError):
                return
            calls += 1
            judge(operation, name, answer, sent, phi)
            if answer.status_code == 401 and name and names is people:
                sessions[name] = sign_in(name)
            if answer.status_code not in (401, 403):
                return

    wrapped = given(case=operation.as_strategy(generation_mode=mode))(one)
    wrapped = settings(
        max_examples=10, deadline=None, database=None, derandomize=False, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(hypothesis.seed(seed * 1000 + turn)(wrapped))
    try:
        wrapped()
    except (hypothesis.errors.Unsatisfiable, hypothesis.errors.FailedHealthCheck):
        pass  # nothing wrong can be made of an operation that takes nothing
    except schemathesis.errors.SchemathesisError:
        pass


def main():
    with open(document, encoding="utf-8") as file:
        schema = schemathesis.openapi.from_dict(json.load(file))
    operations = [one.ok() for one in schema.get_all_operations()]
    sessions = {name: sign_in(name) for name in people}
    phi = phi_of(sessions["demo"])
    assert len(phi) > 60, phi
    ids = collected(operations, sessions)
    tried = set()
    for group, names, share in ((0, people, 0.85), (1, [None], 0.05), (2, list(people), 0.1)):
        mine = [one for one in operations if group_of(one) == group]
        until = time.monotonic() + seconds * share
        turn = 0
        while time.monotonic() < until:  # by turns, so that none waits for the time of another
            for operation in mine:
                before = calls
                for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                    # Of a path or of nothing no wrong one can be made: every text is an id.
                    if mode == GenerationMode.POSITIVE or operation.body:
                        try_operation(operation, mode, turn, sessions, names, ids, phi, until)
                if calls > before:
                    tried.add(operation.label)
            turn += 1
    left = [one.label for one in operations if one.label not in tried]
    if left:
        # A slow machine reaches fewer; what it did not reach is said and is no fault.
        print(f"api_fuzz: {len(left)} operations were not reached in {seconds:.0f} s")
    alive = requests.get(f"{base}/api/session/ways", timeout=10)
    if alive.status_code != 200:
        wrong["alive"] = "the server does not answer afterwards"
    for line in wrong.values():
        print(line)
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(faults.items()))
    print(f"api_fuzz: {calls} calls of {len(tried)} operations as {len(people)} people, seed {seed} ({statuses}); {len(wrong)} wrong")
    # Calls that all fail alike look at nothing.
    good = sum(count for status, count in faults.items() if status < 300)
    if good < calls / 100:
        print("too few calls got through", file=sys.stderr)
        return 1
    return 1 if wrong else 0


sys.exit(main())
