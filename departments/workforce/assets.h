// Files of this desk that are built into the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/asset.h"

namespace muniment::assets {

Assets departments_workforce();  // schema.sql
Assets workforce_courses();      // courses/*.json

}  // namespace muniment::assets
