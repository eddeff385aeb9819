// The door of the transparency-log formats: RFC 6962 trees, C2SP tiles, signed notes, checkpoints,
// cosignatures and proof files, and the commitment that Muniment logs for each entry.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "formats/tlog/checkpoint.h"
#include "formats/tlog/commitment.h"
#include "formats/tlog/frontier.h"
#include "formats/tlog/merkle.h"
#include "formats/tlog/note.h"
#include "formats/tlog/proof_file.h"
#include "formats/tlog/tiles.h"
