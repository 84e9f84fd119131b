#pragma once
#include <string>
#include <vector>

#include "formats/zip.h"
#include "readback/flow.h"

namespace zh::readback {

/// The title and the data of a chart part: what its caches show, or where it has none what its embedded workbook holds. Series
/// stand side by side, categories below each other. Nothing for a part that is no chart.
std::vector<FlowBlock> read_docx_chart(const formats::ZipReader& zip, const std::string& path, std::size_t part);

}  // namespace zh::readback
