// Files of this desk that are built into the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/asset.h"

namespace muniment::assets {

Assets departments_rights();  // schema.sql
Assets rights_templates();    // templates/*.txt

}  // namespace muniment::assets
