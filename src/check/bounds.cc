#include "check/rules.h"

namespace zh::check {

void check_bounds(const Evidence&, Ledger&) {}

}  // namespace zh::check
