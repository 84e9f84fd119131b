#include "check/rules.h"

namespace zh::check {

void check_sums(const Evidence&, Ledger&) {}

}  // namespace zh::check
