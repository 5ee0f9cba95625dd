-- Two files to save: fire, and forget.
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
  spawn("text", save, 10)
  spawn("video", save, 30)
end

spawn("saver", save_all):await()
print(now() .. " ms: all saved")
sleep(20)
disk = "taken out"
print(now() .. " ms: the disk is taken out")
sleep(20)
