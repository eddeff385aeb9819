// Files of this desk that are built into the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/asset.h"

namespace muniment::assets {

Assets departments_privacy();  // schema.sql
Assets privacy_templates();    // templates/*.txt: notices of breach

}  // namespace muniment::assets
