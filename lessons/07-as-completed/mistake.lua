-- The first answer is enough.
local function say(text)
  print(now() .. " ms: " .. text)
end

local function fetch(mirror, ms)
  sleep(ms)
  say(mirror .. " has sent it")
  return mirror
end

local tasks = {
  spawn("A", fetch, "A", 30),
  spawn("B", fetch, "B", 10),
  spawn("C", fetch, "C", 20),
}
for task in as_completed(tasks) do
  local who = task:await()
  print("the file is from " .. who)
  break
end
sleep(40)
say("main ends")
