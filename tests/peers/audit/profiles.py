#!/usr/bin/env python3
"""Writes our statement of the constraints of IHE BALP 1.1.3 (https://profiles.ihe.net/ITI/BALP) as FHIR R4
StructureDefinitions under BALP's own addresses, for HL7's validator: no package registry carries the IHE package, so
the profiles' constraints are said here again, from their definitions. Usage: profiles.py OUTPUT.json

SPDX-License-Identifier: Apache-2.0"""
import json
import sys

BASE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit."
DCM = "http://dicom.nema.org/resources/ontology/DCM"
PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
ENTITY = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
ROLE = "http://terminology.hl7.org/CodeSystem/object-role"
INTERACTION = "http://hl7.org/fhir/restful-interaction"
LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle"
SOURCES = "https://profiles.ihe.net/ITI/BALP/ValueSet/DataSources"
OBJECTS = "https://profiles.ihe.net/ITI/BALP/ValueSet/RestObjectRoles"


def coding(system, code):
    return {"system": system, "code": code}


def element(path, slice_name=None, **facts):
    """path below AuditEvent; a slice of agent, entity or subtype is named apart."""
    parts = path.split(".") if path else []
    named = list(parts)
    if slice_name:
        named[0] += ":" + slice_name
    made = {"id": ".".join(["AuditEvent"] + named), "path": ".".join(["AuditEvent"] + parts)}
    if slice_name and len(parts) == 1:
        made["sliceName"] = slice_name
    made.update(facts)
    return made


def sliced(path, discriminator, kind, **facts):
    return element(path, slicing={"discriminator": [{"type": kind, "path": discriminator}], "rules": "open"}, **facts)


def agent(name, code, system=DCM, least=1, network=True, forbidden=(), more=()):
    made = [element("agent", name, min=least, max="1"),
            element("agent.type", name, min=1, patternCodeableConcept={"coding": [coding(system, code)]}),
            element("agent.who", name, min=1)]
    order = ["role", "altId", "name", "requestor", "location", "policy", "media", "network", "purposeOfUse"]
    facts = {each: {"max": "0"} for each in forbidden}
    if network:
        facts["network"] = {"min": 1}
    facts.update(dict(more))
    made += [element("agent." + each, name, **facts[each]) for each in order if each in facts]
    return made


def user(code):
    return agent("user", code, PARTICIPATION, 0, False, ("media", "network"), [("requestor", {"patternBoolean": True})])


def entity(name, kind, role=None, least=1, forbidden=(), what=1, query=False, patient=False):
    made = [element("entity", name, min=least, max="1")]
    if what == 0:
        made.append(element("entity.what", name, max="0"))
    elif patient:
        made.append(element("entity.what", name, min=1, type=[
            {"code": "Reference", "targetProfile": ["http://hl7.org/fhir/StructureDefinition/Patient"]}]))
    else:
        made.append(element("entity.what", name, min=1))
    made.append(element("entity.type", name, min=1, patternCoding=coding(ENTITY, kind)))
    if role:
        made.append(element("entity.role", name, min=1, patternCoding=coding(ROLE, role)))
    else:
        made.append(element("entity.role", name, min=1, binding={"strength": "required", "valueSet": OBJECTS}))
    order = ["lifecycle", "securityLabel", "name", "query", "detail"]
    facts = {each: {"max": "0"} for each in forbidden}
    if query:
        facts["query"] = {"min": 1}
    made += [element("entity." + each, name, **facts[each]) for each in order if each in facts]
    return made


PATIENT = entity("patient", "1", "1", patient=True)
STRICT = ("lifecycle", "name", "query", "detail")
BARE = ("role", "altId", "name", "location", "policy", "media", "purposeOfUse")


def rest(code, letter, agents, entities, least):
    return ([element("type", patternCoding=coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest")),
             sliced("subtype", "$this", "value", min=1),
             element("subtype", "any", min=1, max="1", patternCoding=coding(INTERACTION, code)),
             element("action", min=1, patternCode=letter),
             element("outcome", min=1, patternCode="0"),
             sliced("agent", "type", "pattern", min=2)] + agents +
            [sliced("entity", "type", "pattern", min=least)] + entities)


def client_and_server(client, server, forbidden):
    return agent("client", client, forbidden=forbidden) + agent("server", server, forbidden=forbidden)


def profiles():
    read = client_and_server("110152", "110153", BARE) + user("IRCP")
    asked = client_and_server("110153", "110152", ()) + user("IRCP")
    written = client_and_server("110153", "110152", ("media",)) + user("AUT")
    data = entity("data", "2", forbidden=STRICT)
    loose = entity("data", "2")
    query = entity("query", "2", "24", what=0, query=True, forbidden=("detail",))
    strict_patient = entity("patient", "1", "1", patient=True, forbidden=STRICT + ("securityLabel",))
    yield "Read", rest("read", "R", read, data, 1)
    yield "PatientRead", rest("read", "R", read, strict_patient + data, 2)
    yield "Query", rest("search", "E", asked, query, 1)
    yield "PatientQuery", rest("search", "E", asked, PATIENT + query, 1)
    for name, code, letter in (("Create", "create", "C"), ("Update", "update", "U")):
        yield name, rest(code, letter, written, loose, 1)
        yield "Patient" + name, rest(code, letter, written, PATIENT + loose, 2)
    observed = {"key": "val-audit-source", "severity": "error", "human": "The source is the observer.",
                "expression": "$this.who = %resource.source.observer"}
    source = agent("source", "110153")
    source[0]["constraint"] = [observed]
    yield "PrivacyDisclosure.Source", (
        [element("modifierExtension", max="0"),
         element("type", patternCoding=coding(DCM, "110106")),
         sliced("subtype", "$this", "value", min=1),
         element("subtype", "disclosure", min=1, max="1", patternCoding=coding(LIFECYCLE, "disclose")),
         element("action", min=1, patternCode="R"), element("outcome", min=1),
         sliced("agent", "type", "pattern", min=2)] + source + agent("recipient", "110152") +
        [sliced("entity", "type", "pattern", min=2)] + PATIENT)


def value_set(url, system, codes):
    return {"resourceType": "ValueSet", "url": url, "status": "active",
            "compose": {"include": [{"system": system, "concept": [{"code": each} for each in codes]}]}}


def main():
    made = [value_set(SOURCES, PARTICIPATION, ("AUT", "INF", "CST")), value_set(OBJECTS, ROLE, ("4", "3", "20"))]
    made.append({"resourceType": "CodeSystem", "url": "urn:oid:1.3.6.1.4.1.32473.1", "status": "active",
                 "name": "MunimentEntity", "content": "complete", "caseSensitive": True,
                 "concept": [{"code": "ledger-entry", "display": "Ledger entry"}]})
    for name, elements in profiles():
        made.append({"resourceType": "StructureDefinition", "id": "IHE.BasicAudit." + name, "url": BASE + name,
                     "name": name.replace(".", ""), "status": "active", "fhirVersion": "4.0.1", "kind": "resource",
                     "abstract": False, "type": "AuditEvent", "derivation": "constraint",
                     "baseDefinition": "http://hl7.org/fhir/StructureDefinition/AuditEvent",
                     "differential": {"element": [{"id": "AuditEvent", "path": "AuditEvent"}] + elements}})
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump({"resourceType": "Bundle", "type": "collection",
                   "entry": [{"resource": each} for each in made]}, out, indent=1)


main()
