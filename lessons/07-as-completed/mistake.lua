-- The first answer is enough.
local function fetch(mirror, ms)
  sleep(ms)
  print(now() .. " ms: " .. mirror .. " has sent it")
  return mirror
end

local tasks = {
  spawn("A", fetch, "A", 30),
  spawn("B", fetch, "B", 10),
  spawn("C", fetch, "C", 20),
}
for task in as_completed(tasks) do
  print("the file is from " .. task:await())
  break
end
sleep(40)
print(now() .. " ms: main ends")
