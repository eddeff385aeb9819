// The verbs of the command line. Each prints for people on standard output, errors on standard
// error, and returns the exit status: 0 done, 1 the answer is no or something failed, 2 wrong use.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace muniment::cli {

// What every verb takes.
struct Common {
    std::string data = "muniment-data";  // the data folder
    std::string database;                // postgresql://...; empty: as the data folder says
    std::string keys;
    std::string packs;  // a folder of rule packs; empty: those built in
};

int fail(const Error& error);  // prints the error for a person; 1

// time_zone: an IANA name; empty: the machine's.
int init(const Common& common, const std::string& facility, const std::string& user,
         const std::string& time_zone);
int demo(const Common& common, int patients, std::uint64_t seed);
int status(const Common& common, bool json);
int import(const Common& common, const std::vector<std::string>& paths);
int fsck(const Common& common, bool json);
struct ServeWords {
    std::string address = "127.0.0.1", tls_certificate, tls_key, trusted_proxy;
    std::string public_url, breached;
    std::string audit_syslog, audit_ca, audit_certificate, audit_key;
    std::uint16_t port = 8080, tls_port = 8443;
    bool plain_http = false, unconfined = false;
    std::vector<std::string> hosts;
    double rate_per_address = 200, rate_per_session = 100;  // requests a second; 0: no limit
};
int serve(const Common& common, const ServeWords& words);
int add_user(const Common& common, const std::string& username, const std::string& name,
             const std::vector<std::string>& roles);

struct AuditWords {
    std::string from, to, format = "fhir-ndjson", output = "-";
    std::string to_collector, ca, certificate, key;
};
int audit_export(const Common& common, const AuditWords& words);
int audit_send(const Common& common, const AuditWords& words);

struct DeidWords {
    std::string mode = "safe-harbor", known, today, report, input = "-", output = "-";
};
int release_deid(const DeidWords& words);
int release_decide(const Common& common, const std::string& input, const std::string& output);
int release_fee(const Common& common, const std::string& input, const std::string& output);
int blocking_assess(const Common& common, const std::string& input, const std::string& output);
int release_package(const Common& common, const std::string& case_name, const std::string& output);
int release_open(const Common& common, const std::string& request_file);
int breach_assess(const Common& common, const std::string& input, const std::string& output);
// Every deadline the packs know, for a list of events: JSON lines in and out.
int clock_compute(const Common& common, const std::string& input, const std::string& output);
int replay(const Common& common, const std::string& case_name);
int release_preview(const Common& common, const std::string& folder);
int verify(const std::string& package, const std::string& vkey);

struct BackupWords {
    std::string file;        // the records' file, or for backup a folder
    std::string keys_file;   // empty: beside it, its name with .keys
    std::string backup_key;  // empty: backup.key in the data folder
    std::string folder, scratch;
};
int backup_key(const std::string& file);
int backup(const Common& common, const BackupWords& words);
int restore(const Common& common, const BackupWords& words);
int restore_drill(const Common& common, const BackupWords& words);
int doctor(const Common& common, bool json);

int privacy_review(const Common& common);
int privacy_import(const Common& common, const std::string& file);
int privacy_simulate(const Common& common, std::uint64_t seed);
int ledger_checkpoint(const Common& common);
int ledger_prove(const Common& common, std::int64_t index, const std::string& output);
int ledger_export(const Common& common, const std::string& folder);
int ledger_cosign(const Common& common, const std::string& note_file, const std::string& vkey);
int openapi();

}  // namespace muniment::cli
