#include "check/rules.h"

namespace zh::check {

void check_same(const Evidence&, Ledger&) {}

}  // namespace zh::check
