// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "plugin/picture-file.h"
#include "plugin/picture-note.h"
#include "tests/support/temporary-folder.h"

#include <gtest/gtest.h>

#include <string>

namespace nst {
namespace {

TEST(PictureNote, ComesBackFromAPacket) {
  for (const std::string note : {"plain", "{\"a\": \"<b> & c\"}", "&amp;lt;", "ö", ""}) {
    EXPECT_EQ(note_in(xmp_packet(note)), note);
  }
}

TEST(PictureNote, OfAnythingElseIsEmpty) {
  const std::string packet = xmp_packet("a note");
  EXPECT_EQ(note_in(""), "");
  EXPECT_EQ(note_in("no XML"), "");
  for (std::size_t length = 0; length + 60 < packet.size(); length += 7) {
    EXPECT_TRUE(note_in(packet.substr(0, length)).empty() || length > packet.find("</rdf:li>")) << length;
  }
}

TEST(PictureNote, TravelsInEveryFormat) {
  const test::TemporaryFolder folder;
  const std::string note(20000, 'n');
  for (const char* name : {"a.png", "a.tif", "a.jpg", "a.webp"}) {
    for (const int bits : {8, 16}) {
      write_picture(folder / name, Image(20, 10, 3, 0.5F), bits, note);
      EXPECT_EQ(read_note(folder / name), note) << name;
      EXPECT_EQ(read_picture(folder / name).width, 20);
    }
  }
}

TEST(PictureNote, IsNotThereUnlessItWasGiven) {
  const test::TemporaryFolder folder;
  write_picture(folder / "a.png", Image(20, 10, 3));
  EXPECT_EQ(read_note(folder / "a.png"), "");
  EXPECT_THROW(read_note(folder / "none.png"), Error);
}

}  // namespace
}  // namespace nst
