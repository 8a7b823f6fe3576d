#!/usr/bin/env bash
# Submits a text generation and follows it until it has ended. Needs curl and node, and a running API.
#   API=http://127.0.0.1:3000 API_KEY=… examples/curl.sh "What is artificial intelligence?"
set -euo pipefail

api=${API:-http://127.0.0.1:3000}
prompt=${1:-What is artificial intelligence?}
headers=(-H 'content-type: application/json')
if [ -n "${API_KEY:-}" ]; then headers+=(-H "authorization: Bearer $API_KEY"); fi

# Prints one field of the JSON on its input, such as `field .links.self`.
field() { node -p "const task = JSON.parse(require('node:fs').readFileSync(0, 'utf8')); task$1"; }

body=$(node -p 'JSON.stringify({ type: "ai.text-generation", input: { prompt: process.argv[1] } })' "$prompt")
task=$(curl -sS --fail-with-body "${headers[@]}" -d "$body" "$api/api/v1/tasks")
self=$(field .links.self <<<"$task")
echo "accepted: $api$self"

while :; do
  task=$(curl -sS --fail-with-body "${headers[@]}" "$api$self")
  status=$(field .status <<<"$task")
  echo "$status $(field .progress.percent <<<"$task") %"
  case $status in
    COMPLETED) field .result.text <<<"$task"; exit 0 ;;
    FAILED | CANCELLED) field '.error?.message ?? ""' <<<"$task" >&2; exit 1 ;;
  esac
  sleep 1
done
