#include "check/rules.h"

namespace zh::check {

void check_growth(const Evidence&, Ledger&) {}

}  // namespace zh::check
