#include "check/rules.h"

namespace zh::check {

void check_wording(const Evidence&, Ledger&) {}

}  // namespace zh::check
