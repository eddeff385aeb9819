// Writes the sample events for the outside judges: events.ndjson for HL7's validator, frames for a
// syslog collector and what it should read in them. Usage: write_audit_samples FOLDER
// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iostream>

#include "formats/audit/audit_event.h"
#include "formats/audit/sample.h"

using namespace muniment::audit;

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const std::string folder = arguments[1];
    std::ofstream events(folder + "/events.ndjson");
    for (const AuditRecord& record : sample::all())
        events << audit_event_line(record, sample::source);
    std::cout << folder << "/events.ndjson\n";
    return events.flush() ? 0 : 1;
}
