#pragma once
#include "check/evidence.h"

namespace zh::check {

/// R246: a table of shares whose amounts the prose tells.
void check_structure_tables(const Evidence& evidence, Ledger& ledger);

}  // namespace zh::check
