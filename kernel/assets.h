// The kernel's schema files, built into the program.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/asset.h"

namespace muniment::assets {

Assets kernel_house();
Assets kernel_vault();
Assets kernel_ledger();
Assets kernel_chart();
Assets kernel_tasks();
Assets kernel_people();
Assets kernel_signin();
Assets kernel_audit();

}  // namespace muniment::assets
