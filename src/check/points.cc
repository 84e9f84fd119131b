#include "check/rules.h"

namespace zh::check {

void check_points(const Evidence&, Ledger&) {}

}  // namespace zh::check
