-- Five files and no time.
local function copy(n)
  sleep(10)
  print("copied file " .. n)
end

local function backup()
  for n = 1, 5 do
    local ok = pcall(copy, n)
    if not ok then
      print("stopped at file " .. n)
      return
    end
  end
end

t = spawn("backup", backup)
sleep(25)
t:cancel()
local ok = pcall(t.await, t)
print("cancelled?", t:cancelled())
if ok then
  print("all files are copied")
end
