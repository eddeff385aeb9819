// Files of this desk that are built into the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/asset.h"

namespace muniment::assets {

Assets departments_release();  // schema.sql
Assets release_templates();    // templates/*.txt
Assets verify_page();          // web/verify/verify.html

}  // namespace muniment::assets
