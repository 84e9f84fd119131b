#include "check/rules.h"

namespace zh::check {

void check_shares(const Evidence&, Ledger&) {}

}  // namespace zh::check
