#include "check/repair.h"

namespace zh::check {

void find_repairs(const Evidence&, const Ledger&, std::vector<Relation>&) {}

}  // namespace zh::check
