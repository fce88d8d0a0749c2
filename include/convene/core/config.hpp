#pragma once
/// \file
/// How the library is used. Both ways give the same code:
/// - `convene::convene`, the compiled library (nothing defined);
/// - `convene::header_only` (defines `CONVENE_HEADER_ONLY`): each header includes its `impl/x.ipp`.

#if defined(CONVENE_HEADER_ONLY)
#define CONVENE_DECL inline
#else
#define CONVENE_DECL
#endif

/// The library's version, as `major * 10000 + minor * 100 + patch`.
#define CONVENE_VERSION 100
#define CONVENE_VERSION_STRING "0.1.0"
