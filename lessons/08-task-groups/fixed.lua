-- Two files to save, in a group.
local disk = "open"

local function save(ms)
  local file = current():name()
  sleep(ms)
  if disk ~= "open" then
    error(file .. ": the disk is gone", 0)
  end
  print(now() .. " ms: " .. file .. " saved")
end

local function save_all()
  task_group(function(tg)
    tg:spawn("text", save, 10)
    tg:spawn("video", save, 30)
  end)
end

spawn("saver", save_all):await()
print(now() .. " ms: all saved")
sleep(20)
disk = "taken out"
print(now() .. " ms: the disk is taken out")
sleep(20)
