#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"
#include "project/build.h"

namespace zh::project {

/// Digests (SHA-256) of one file: of itself under "", or, of a file that is an archive (docx, xlsx), of each of its parts
/// uncompressed, those of an archive within it too: "word/embeddings/a.xlsx/xl/workbook.xml". So a manifest holds whatever
/// library compressed the parts.
using Parts = std::map<std::string, std::string>;
Parts parts_of(std::string_view bytes);

/// seal.json of a project: what a report was made of, by what, and what came out. The pdf is left out: its bytes are the
/// converter's and carry the time.
struct Seal {
  std::string program;                        ///< "zhiheng 0.1.0"
  std::string catalogue;                      ///< of the standard catalogue
  std::map<std::string, std::string> inputs;  ///< path in the project → digest
  std::map<std::string, Parts> outputs;       ///< report.docx → its parts
  std::vector<std::string> left_out;          ///< outputs that are not sealed
};
inline constexpr const char* kSealFile = "seal.json";

/// Seals the outputs that lie in folder/out, of both editions if both were built: they must be what the project builds now,
/// byte for byte in every part; otherwise nothing is written and each file that differs is a fault.
bool seal(const std::string& folder, const std::string& program, World& world, Diagnostics& faults, Seal& made);

/// One thing that is no longer as it was sealed.
struct Broken {
  enum class What {
    program,     ///< another version; `now` says which
    catalogue,   ///< another standard catalogue
    input,       ///< an input file changed
    input_gone,  ///< … is no longer there, or no longer read
    input_new,   ///< … was not there
    rebuilt,     ///< a part that the project builds differs
    on_disk,     ///< a part of the file in out/ differs
    file_gone,   ///< a sealed output is not in out/
  };
  What what;
  std::string file, part, now;
};

struct Verified {
  Seal seal;
  int inputs = 0, outputs = 0, parts = 0;  ///< that were compared
  std::vector<Broken> broken;
};

/// Reads seal.json, builds the project in memory and compares inputs, what was built, and the files in out/. False when there
/// is no seal that can be read (a fault says why); faults of the project itself are added too.
bool verify(const std::string& folder, const std::string& program, const World& world, Diagnostics& faults, Verified& result);

}  // namespace zh::project
