#!/usr/bin/env bash
# Checks everything about running on a GPU, on a machine that has one: builds with TensorFlow's
# libraries for it, compares what the GPU and the CPU decide, and measures both bundled models.
# Results and logs go to target/gpu-check. Ends with 1 if anything failed.
#
#   examples/gpu/check.sh           with CUDA 12.3 and cuDNN 8.9 as installed on the machine
#   examples/gpu/check.sh --cuda    with those of Maven Central: the machine needs but a driver
#
# SKIP_BUILD=1 takes target/safr.jar as it is. QUICK=1 measures little.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

profiles=gpu
case "${1:-}" in
  '') ;;
  --cuda) profiles=gpu,cuda ;;
  *)
    echo "Use: examples/gpu/check.sh [--cuda]" >&2
    exit 2
    ;;
esac

out=target/gpu-check
models=(en-sentiment en-sentiment-paper)
tolerance=0.001
failures=0
summary=()

# Runs a command with its output in a log of its own, and takes note of how it went.
step() {
  local name=$1
  shift
  local log="$out/$name.log"
  echo "== $name"
  if "$@" >"$log" 2>&1; then
    summary+=("ok      $name")
  else
    summary+=("FAILED  $name (exit code $?): see $log")
    failures=$((failures + 1))
    tail -n 5 "$log"
    return 1
  fi
}

# shellcheck disable=SC2317 # called by step
safr() {
  java -jar target/safr.jar "$@"
}

# shellcheck disable=SC2317 # called by step
compare() {
  java -cp target/safr.jar examples/java/io/github/safr/examples/CompareAnnotations.java "$@"
}

finish() {
  echo
  printf '%s\n' "${summary[@]}"
  if ((failures > 0)); then
    echo "$failures of the checks failed."
    exit 1
  fi
  echo "All checks passed."
  exit 0
}

mkdir -p "$out"
if command -v nvidia-smi >/dev/null; then
  nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv | tee "$out/card.csv"
fi

if [[ -z "${SKIP_BUILD:-}" ]]; then
  # A jar of the other build would win over the one that is wanted.
  rm -rf target/lib
  step build mvn -q -B "-P$profiles" -DskipTests package || finish
fi

# Without a GPU that works nothing else here means anything.
if ! step info safr info --device gpu --verbose; then
  grep -E '^(There is no GPU|TensorFlow does not start)' "$out/info.log"
  finish
fi
grep '^Device ' "$out/info.log"
# The same again: the kernels that the first start compiled are now in the driver's cache.
step info-again safr info --device gpu --verbose
grep -h 'Warm-up of' "$out/info.log" "$out/info-again.log"

for model in "${models[@]}"; do
  for device in cpu gpu; do
    rm -rf "$out/$model-$device"
    step "annotate-$model-$device" safr annotate --model "$model" --device "$device" \
      --input examples/documents --output "$out/$model-$device"
  done
  if step "compare-$model" compare "$out/$model-cpu" "$out/$model-gpu" "$tolerance"; then
    cat "$out/compare-$model.log"
  fi
done

for model in "${models[@]}"; do
  quick=()
  [[ -n "${QUICK:-}" ]] && quick=(--quick)
  # Its engineToMatrixProducts is how near the network comes to the device's rate of matrix products.
  if step "benchmark-$model" safr benchmark --model "$model" --device gpu \
    --json "$out/benchmark-$model.json" "${quick[@]}"; then
    cat "$out/benchmark-$model.log"
    grep -o '"engineToMatrixProducts": *[^,}]*' "$out/benchmark-$model.json"
  fi
done

finish
