#include "catalog/standard.h"

#include "catalog/catalog.h"

namespace zh::catalog {

void load_standard(Catalog& catalog, Diagnostics& faults) {
  for (const StandardFile& file : standard_files()) catalog.load(std::string(file.text), file.name, faults);
}

}  // namespace zh::catalog
