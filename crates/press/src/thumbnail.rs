//! Small pictures of photographs and scans: what is shown while a file itself is still on its way over a slow
//! line.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, Rgb, RgbImage};
use std::io::Cursor;

/// Width and height at most.
const PIXELS: u32 = 320;
/// Enough to tell one paper from another.
const QUALITY: u8 = 60;
/// Widest and highest picture that is looked at: four times what a scanner makes of A3.
const WIDEST: u32 = 20_000;
/// Most memory for the picture as it was.
const MEMORY: u64 = 512 << 20;

/// A JPEG of at most 320 pixels each way of a JPEG or PNG; none of what can't be read or is too large.
/// [`crate::Press`] does it apart: pictures that people bring are as little to be trusted as templates.
pub fn thumbnail(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MEMORY {
        return None;
    }
    // A telephone writes beside the picture how it was held.
    let turned = decoder.orientation().ok();
    let whole = DynamicImage::from_decoder(decoder).ok()?;
    let mut small =
        if whole.width().max(whole.height()) > PIXELS { whole.thumbnail(PIXELS, PIXELS) } else { whole };
    if let Some(turned) = turned {
        small.apply_orientation(turned);
    }
    let mut out = Vec::new();
    on_white(&small).write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).ok()?;
    Some(out)
}

/// A JPEG can't be seen through: what was, is white as paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let seen = picture.to_rgba8();
    let mut flat = RgbImage::new(seen.width(), seen.height());
    for (from, to) in seen.pixels().zip(flat.pixels_mut()) {
        let [red, green, blue, alpha] = from.0;
        let mix = |part: u8| {
            let mixed = (u16::from(part) * u16::from(alpha) + 255 * (255 - u16::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        *to = Rgb([mix(red), mix(green), mix(blue)]);
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::thumbnail;
    use image::{ImageFormat, ImageReader, Rgba, RgbaImage};
    use std::io::Cursor;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let picture = RgbaImage::from_pixel(width, height, Rgba([200, 30, 30, 0]));
        picture.write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_large_picture_becomes_small_and_keeps_its_shape() {
        let small = thumbnail(&png(1_600, 800)).unwrap();
        assert!(small.starts_with(b"\xff\xd8\xff") && small.len() < 16_000);
        let read = ImageReader::with_format(Cursor::new(&small), ImageFormat::Jpeg).decode().unwrap();
        assert_eq!((read.width(), read.height()), (320, 160));
        // Nothing was to be seen on it: white as the paper, not black.
        assert!(read.to_rgb8().get_pixel(10, 10).0.iter().all(|part| *part > 250));
    }

    #[test]
    fn a_small_picture_stays_as_large_as_it_is() {
        let small = thumbnail(&png(40, 90)).unwrap();
        let read = ImageReader::with_format(Cursor::new(&small), ImageFormat::Jpeg).decode().unwrap();
        assert_eq!((read.width(), read.height()), (40, 90));
    }

    #[test]
    fn what_is_no_picture_has_none() {
        assert_eq!(thumbnail(b"%PDF-1.7"), None);
        assert_eq!(thumbnail(b""), None);
        let broken = png(400, 400);
        assert_eq!(thumbnail(&broken[..broken.len() / 2]), None);
    }
}
