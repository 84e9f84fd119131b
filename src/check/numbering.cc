#include "check/rules.h"

namespace zh::check {

void check_numbering(const Evidence&, Ledger&) {}

}  // namespace zh::check
