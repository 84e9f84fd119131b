#include "check/rules.h"

namespace zh::check {

void check_table_sums(const Evidence&, Ledger&) {}

}  // namespace zh::check
