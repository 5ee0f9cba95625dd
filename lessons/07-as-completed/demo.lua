-- Three mirrors of one file.
local function fetch(mirror, ms)
  sleep(ms)
  return mirror
end

local tasks = {
  spawn("A", fetch, "A", 30),
  spawn("B", fetch, "B", 10),
  spawn("C", fetch, "C", 20),
}
for task in as_completed(tasks) do
  local mirror = task:await()
  print(now() .. " ms: " .. mirror)
end
