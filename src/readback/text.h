#pragma once
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "readback/reading.h"

/// Plain text and Markdown, as they come: exported from Word, copied out of a PDF, typed.
namespace zh::readback {

/// Files beyond this are refused (E503): 64 MB of text is some twenty thousand pages.
inline constexpr std::size_t kMaxTextBytes = std::size_t{64} << 20U;

/// UTF-8 if well formed, else GB18030, else nothing. A byte order mark stays in the text, so that offsets are those of the
/// file.
std::optional<std::u32string> decode_text(const std::string& bytes);

/// The blocks of a text: paragraphs (lines that a PDF broke are joined), headings, captions, list items, notes, and tables in
/// six shapes: Markdown pipes, cells joined by bars, tabs, blanks that set columns apart, and one cell a line with or without
/// tabs.
std::vector<Block> find_blocks(const std::u32string& text);

/// Reads .txt or .md. On failure nullopt, and the reason is added to `faults`.
std::optional<Reading> read_text(const std::string& path, const std::string& bytes, Diagnostics& faults);

}  // namespace zh::readback
