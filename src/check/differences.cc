#include "check/rules.h"

namespace zh::check {

void check_differences(const Evidence&, Ledger&) {}

}  // namespace zh::check
