-- Three letters, a task to show each.
local letter
local tasks = {}

local function show()
  print("letter " .. letter)
end

for i = 1, 3 do
  letter = ("abc"):sub(i, i)
  tasks[i] = spawn("T" .. i, show)
end
for _, task in ipairs(tasks) do
  task:await()
end
