// The door of formats/fhir: FHIR R4 content from files to resources with their summaries.
// The bytes of every resource are kept as received; nothing here rewrites them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/fhir/attachment.h"
#include "formats/fhir/bundle.h"
#include "formats/fhir/element.h"
#include "formats/fhir/entries.h"
#include "formats/fhir/input.h"
#include "formats/fhir/reference.h"
#include "formats/fhir/summary.h"
