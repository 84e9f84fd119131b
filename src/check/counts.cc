#include "check/rules.h"

namespace zh::check {

void check_counts(const Evidence&, Ledger&) {}

}  // namespace zh::check
