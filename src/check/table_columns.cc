#include "check/rules.h"

namespace zh::check {

void check_table_columns(const Evidence&, Ledger&) {}

}  // namespace zh::check
