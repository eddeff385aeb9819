// The files of the web client, built into the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/asset.h"

namespace muniment::assets {

Assets web_client();  // web/dist
Assets web_verify();  // web/verify: the offline page

}  // namespace muniment::assets
