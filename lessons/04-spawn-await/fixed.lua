-- Each task is given its own letter.
local tasks = {}

local function show(letter)
  print("letter " .. letter)
end

for i = 1, 3 do
  local x = ("abc"):sub(i, i)
  tasks[i] = spawn("T" .. i, show, x)
end
for _, task in ipairs(tasks) do
  task:await()
end
