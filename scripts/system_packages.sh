#!/usr/bin/env bash
# Installs what browser and server tests need from Debian, when this machine lets us; the tests say themselves what they miss.
set -u
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v virtuoso-t >/dev/null || missing+=(virtuoso-opensource-7)
command -v curl >/dev/null || missing+=(curl)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "not installed: ${missing[*]} (needs root and apt); the tests that need them are skipped" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null 2>&1
for package in "${missing[@]}"; do
  apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || echo "could not install $package" >&2
done
exit 0
