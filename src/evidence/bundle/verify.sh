#!/bin/sh
# Checks the files of an unpacked Gumshoe export with sha256sum and openssl.
#
# Usage: sh verify.sh [-f fingerprint] [-c ca-file]
#   -f  the fingerprint of the witness key, as you got it from the operator of the proxy: 64 hexadecimal digits, with or
#       without "sha256:", colons and spaces
#   -c  the certificates (PEM) of the timestamp authority that you trust
#
# It checks digests and signatures. It cannot check that the entries are those that were signed: the page /verify of
# Gumshoe, "gumshoe verify" and "npm run verify" do.
#
# Exit status: 0 if everything that was checked holds, 1 if something does not hold,
# 2 if nothing could be checked.

LC_ALL=C
export LC_ALL
unset CDPATH

failures=0

# Names come from files that are not trusted yet: no control character of theirs reaches the terminal.
say() {
  printf '%-7s %s\n' "$1" "$(printf '%s' "$2" | tr -c '[:print:]' '?')"
}
good() { say ok "$1"; }
note() { say note "$1"; }
bad() {
  say FAILED "$1"
  failures=$((failures + 1))
}
stop() {
  printf '%s\n' "$1" >&2
  exit 2
}

expected=
authority=
while getopts f:c: option; do
  case $option in
    f)
      [ -n "$OPTARG" ] || stop 'The fingerprint of -f is empty.'
      # As programs print it: after "sha256:", with colons, spaces or upper-case digits.
      expected=$(printf '%s' "$OPTARG" | tr -d ' \t\r\n' | tr 'A-Z' 'a-z' | sed 's/^sha256://' | tr -d ':')
      case ${#expected}:$expected in
        64:*[!0-9a-f]*) expected= ;;
        64:*) ;;
        *) expected= ;;
      esac
      [ -n "$expected" ] || stop 'The fingerprint of -f is malformed. It has 64 hexadecimal digits (0-9 and a-f), such as sha256:1f0c...; colons and spaces may be between them.'
      ;;
    c) authority=$OPTARG ;;
    *) stop 'Usage: sh verify.sh [-f fingerprint] [-c ca-file]' ;;
  esac
done
case $authority in
  '' | /*) ;;
  *) authority=$PWD/$authority ;;
esac
if [ -n "$authority" ] && [ ! -r "$authority" ]; then
  stop "The file $authority of -c cannot be read."
fi

case $0 in
  */*) folder=$(printf '%s.' "$0") folder=${folder%.} folder=${folder%/*} ;;
  *) folder=. ;;
esac
case $folder in
  '') folder=/ ;;
  -*) folder=./$folder ;;
esac
cd "$folder" || stop "The folder $folder cannot be opened."

command -v openssl >/dev/null 2>&1 || stop 'openssl is not installed.'
if command -v sha256sum >/dev/null 2>&1; then
  sha256() { sha256sum "$@"; }
elif command -v shasum >/dev/null 2>&1; then
  sha256() { shasum -a 256 "$@"; }
else
  stop 'sha256sum is not installed.'
fi
for file in SHA256SUMS receipt.json; do
  [ -f "$file" ] || stop "$file is missing: unpack the whole ZIP and run verify.sh in its folder."
done

# 1. The files have the digests of SHA256SUMS.
listed=0
changed=0
if grep -q -v '^[0-9a-f]\{64\}  [^ /-]' SHA256SUMS || grep -q '\.\./' SHA256SUMS; then
  bad 'SHA256SUMS has a line that is no digest and name of a file of an export.'
else
  checked=$(sha256 -c SHA256SUMS 2>/dev/null)
  while IFS= read -r line; do
    listed=$((listed + 1))
    case $line in
      *': OK') ;;
      *': FAILED open or read')
        changed=$((changed + 1))
        bad "${line%: FAILED open or read} is missing or cannot be read."
        ;;
      *)
        changed=$((changed + 1))
        bad "${line%: FAILED} was changed: its SHA-256 is not that in SHA256SUMS."
        ;;
    esac
  done <<END
$checked
END
  if [ "$listed" -ne "$(wc -l <SHA256SUMS)" ]; then
    bad 'Not every line of SHA256SUMS was checked.'
  elif [ "$changed" -eq 0 ]; then
    good "$listed files have the digests of SHA256SUMS."
  fi
fi

# Prints the lines of the second list that are not in the first one; lists are marked by + and -.
only_second() {
  awk '/^[+]/ { first[substr($0, 2)] = 1; next } !(substr($0, 2) in first) { print substr($0, 2) }'
}

# 2. No file was added to those of the export.
added=$(
  {
    cut -c 67- SHA256SUMS | sed 's/^/+/'
    for file in README.txt receipt.json receipt.tsr pages.ndjson witness/* pages/*; do
      [ -e "$file" ] && printf -- '-%s\n' "$file"
    done
  } | only_second
)
if [ -n "$added" ]; then
  while IFS= read -r file; do
    bad "$file is not listed in SHA256SUMS: it was added to the export."
  done <<END
$added
END
fi
# Below, lists have one name in each line.
for file in witness/* pages/*; do
  case $file in
    'witness/*' | 'pages/*') ;;
    *[!a-z0-9./-]*) bad "$file has a name that no export has." ;;
  esac
done
for file in *; do
  case $file in
    SHA256SUMS | witness | pages) continue ;;
  esac
  cut -c 67- SHA256SUMS | grep -q -x -F -e "$file" ||
    note "$file is no part of the export, and was not checked."
done

# 3. The receipt names the same files by the same digests.
subjects=$(
  grep -o '"digest":{"sha256":"[0-9a-f]\{64\}"},"name":"[^"]*"' receipt.json |
    sed 's/^"digest":{"sha256":"\(.*\)"},"name":"\(.*\)"$/\1  \2/'
)
others=$(
  {
    sed 's/^/+/' SHA256SUMS
    printf '%s\n' "$subjects" | sed 's/^/-/'
  } | only_second
)
unnamed=$(
  {
    printf '%s\n' "$subjects" | sed 's/^/+/'
    sed 's/^/-/' SHA256SUMS
  } | only_second | cut -c 67-
)
while IFS= read -r file; do
  case $file in
    '' | receipt.json | receipt.tsr | README.txt | verify.sh | witness/*) ;;
    *) bad "$file is listed in SHA256SUMS, and receipt.json does not name it: it was added to the export." ;;
  esac
done <<END
$unnamed
END
if [ -z "$subjects" ]; then
  bad 'receipt.json names no file.'
elif [ -n "$others" ]; then
  while IFS= read -r line; do
    bad "$(printf '%s' "$line" | cut -c 67-) is not the file that receipt.json names."
  done <<END
$others
END
else
  good "receipt.json names $(printf '%s\n' "$subjects" | wc -l | tr -d ' ') of them by the same digests."
fi

# 4. The keys are those of the receipt.
fingerprints=
is_expected_found=
for key in witness/key-*.pem; do
  [ -f "$key" ] || continue
  case $key in
    *[!a-z0-9./-]*) continue ;;
  esac
  if ! openssl pkey -pubin -in "$key" -noout 2>/dev/null; then
    bad "$key is no public key."
    continue
  fi
  fingerprint=$(openssl pkey -pubin -in "$key" -outform DER 2>/dev/null | sha256 | cut -c 1-64)
  fingerprints="$fingerprints$fingerprint $key
"
  if grep -q -F -e "\"fingerprint\":\"$fingerprint\",\"isEphemeral\":true" receipt.json; then
    good "$key has the fingerprint that receipt.json names. It was made when the proxy started."
  elif grep -q -F -e "\"fingerprint\":\"$fingerprint\"" receipt.json; then
    good "$key has the fingerprint that receipt.json names."
  else
    bad "$key is not a key that receipt.json names."
  fi
  say '' "fingerprint: $fingerprint"
  [ "$fingerprint" = "$expected" ] && is_expected_found=yes
done

# 5. Each head is signed by its key, and stands in the receipt with its signature.
heads=0
for head in witness/head-*.json; do
  case $head in
    *.sigstore.json) continue ;;
  esac
  [ -f "$head" ] || continue
  heads=$((heads + 1))
  signature=${head%.json}.sig
  named=$(sed -n 's/^{.*"key":"\([0-9a-f]\{64\}\)".*}$/\1/p' "$head")
  key=$(printf '%s' "$fingerprints" | sed -n "s/^$named //p" | head -n 1)
  signed="\"head\":$(cat "$head"),\"signature\":\"$(openssl base64 -A -in "$signature" 2>/dev/null)\""
  if [ -z "$named" ] || [ -z "$key" ]; then
    bad "$head is signed by a key that is not in the folder witness."
  elif ! openssl dgst -sha256 -verify "$key" -signature "$signature" "$head" >/dev/null 2>&1; then
    bad "$signature is no signature of $head by $key."
  elif ! grep -q -F -e "$signed" receipt.json; then
    bad "$head is not in receipt.json."
  else
    good "$head is signed by $key, and receipt.json has it."
    [ -z "$expected" ] || [ "$named" = "$expected" ] || bad "$head is signed by another key than that of -f."
  fi
done
if [ "$heads" -ne "$(grep -o '"type":"gumshoe-witness-head/1"' receipt.json | wc -l)" ]; then
  bad 'The folder witness does not have all heads of receipt.json.'
fi
if [ "$heads" -eq 0 ]; then
  note 'No proxy signed what it received: README.txt says why.'
  [ -z "$expected" ] || bad 'Nothing is signed by the key of -f.'
elif [ -n "$expected" ] && [ -z "$is_expected_found" ]; then
  bad 'No key has the fingerprint of -f.'
elif [ -n "$expected" ]; then
  good 'The key has the fingerprint that you gave.'
fi

# 6. The timestamp is of this receipt, by an authority that the reader trusts.
if [ -f receipt.tsr ] && [ -n "$authority" ]; then
  if openssl ts -verify -data receipt.json -in receipt.tsr -CAfile "$authority" >/dev/null 2>&1; then
    time=$(openssl ts -reply -in receipt.tsr -text 2>/dev/null | sed -n 's/^Time stamp: //p')
    good "receipt.tsr is a timestamp of receipt.json: $time."
  else
    bad 'receipt.tsr is no timestamp of receipt.json by the authority of -c.'
  fi
elif [ -f receipt.tsr ]; then
  note 'receipt.tsr was not checked: give the certificates of its authority with -c.'
elif [ -n "$authority" ]; then
  bad 'There is no receipt.tsr to check with -c.'
fi

echo
if [ "$failures" -gt 0 ]; then
  echo "$failures of the checks failed. Do not rely on these files."
  exit 1
fi
if [ "$heads" -gt 0 ]; then
  cat <<'END'
These checks hold: digests and signatures. They do not tie the entries to the
signatures: who changed entries, receipt.json and SHA256SUMS together passes here.
Check the ZIP on the page /verify or with npm run verify before you rely on it.
END
  if [ -z "$expected" ]; then
    echo 'Compare the fingerprint with the one that the operator of the proxy gives you.'
  fi
else
  cat <<'END'
These checks hold: digests. Nothing is signed: who changed entries, receipt.json
and SHA256SUMS together passes here.
Check the ZIP on the page /verify or with npm run verify before you rely on it.
END
fi
