#!/bin/sh
# Looks at a pull request or a branch without any code host's help, and prints its comment.
#
#   docs/review.sh NUMBER [REMOTE]    pull request NUMBER (the host keeps refs/pull/NUMBER/head)
#   docs/review.sh BRANCH [REMOTE]    a branch of the remote (origin where it is left out)
#
# BASE (main) is what it is compared with, AUTHOR who sent it, KEEP a folder to write the
# comment, the labels and the articles of Word files into.  The program that runs is BASE's,
# whatever the branch brings, and nothing is left behind: docs/pull-requests.md.
# Exit code: 0 nothing has to be mended, 1 something has, 2 it could not be looked at.
set -eu

stop() {
    echo "没有查看：$1" >&2
    exit 2
}

[ "$#" -ge 1 ] || stop "写上拉取请求的编号或者分支，例如 docs/review.sh 12。"
case ${KEEP:-/} in
    /*) keep=${KEEP:-} ;;
    *) keep=$PWD/$KEEP ;;
esac
cd "$(dirname "$0")/.."
asked=$1
remote=${2:-origin}
invoke=$PWD/.venv/bin/invoke
[ -x "$invoke" ] || stop "还没有装好，先运行 make check。"
address=$(git remote get-url "$remote" 2> /dev/null) || stop "没有叫 $remote 的远程仓库。"

case $asked in
    *[!0-9]*) number=0 ref=refs/heads/$asked ;;
    *) number=$asked ref=refs/pull/$asked/head ;;
esac

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'exit 2' HUP INT TERM

# A repository of its own that borrows what is here: no branch, no worktree, no object stays.
git clone --quiet --shared --no-checkout . "$place/code"
case $address in
    *://* | *:*) ;;
    *) address=$(cd "$address" && pwd) ;;
esac
cd "$place/code"
git fetch --quiet --no-tags "$address" "+refs/heads/${BASE:-main}:refs/review/base" "+$ref:refs/review/head" ||
    stop "从 $remote 取不到 $asked，看看编号、分支和网络。"

# The files are those of the base, and so is what runs; only git is told of the branch's commit.
git checkout --quiet --detach refs/review/base
git update-ref --no-deref HEAD refs/review/head
"$invoke" review --base refs/review/base --number "$number" --author "${AUTHOR:-}" \
    --folder "${keep:-$place/review}"
