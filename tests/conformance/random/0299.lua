-- random program 299
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    say("w1 size " .. q:size())
    sleep(5)
    say("w1 5")
    sleep(3)
    say("w1 7")
  end
  do local _ <close> = lk:hold()
    say("w1 9 in")
    do local _ <close> = lk:hold()
      say("w1 11 in")
      do local ok, e = pcall(timeout, 5, function()
        q:put(13)
        say("w1 14 put 13")
        ev:set()
        if not q:full() then q:put_nowait(16) end
      end)
        if is(e, Timeout) then say("w1 12 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 1, function()
        say("w1 got " .. q:get())
      end)
        if is(e, Timeout) then say("w1 17 timeout") elseif not ok then error(e, 0) end end
    end
    sleep(0)
    say("w1 20")
    ev:clear()
  end
  say("w1 barrier " .. br:wait())
  if not q:full() then q:put_nowait(23) end
  say("w1 24 end")
end
local function w2()
  sleep(1)
  say("w2 26")
  local function f28()
    say("w2.f28 29")
    if T.w3 then say("w2.f28 cancels w3 " .. yn(T.w3:cancel())) end
    return "f28"
  end
  local function f31()
    say("w2.f31 32")
    if not q:empty() then say("w2.f31 took " .. q:get_nowait()) end
    error("E34", 0)
  end
  do local ok, e = pcall(function() say("w2 27 got " .. table.concat({ gather { spawn("f28", f28), spawn("f31", f31) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 27 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w2 36 end")
end
local function w3()
  local function f38()
    say("w3.f38 39")
    say("w3.f38 41")
    say("w3.f38 43")
    say("w3.f38 size " .. q:size())
    error("E45", 0)
  end
  do local ok, e = pcall(function() say("w3 37 " .. wait_for(0, spawn("f38", f38))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 37 err " .. kind(e)) else error(e, 0) end end end
  say("w3 got " .. q:get())
  if not q:full() then q:put_nowait(47) end
  say("w3 49")
  say("w3 50 end")
end
local function w4()
  local function f52()
    say("w4.f52 53")
    sleep(2)
    say("w4.f52 55")
    return "f52"
  end
  local function f56()
    say("w4.f56 57")
    q:put(58)
    say("w4.f56 59 put 58")
    ev:wait()
    say("w4.f56 61 ev")
    if T.w2 then say("w4.f56 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f56"
  end
  do local ok, e = pcall(function() say("w4 51 got " .. table.concat({ gather { spawn("f52", f52), spawn("f56", f56) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 51 err " .. kind(e)) else error(e, 0) end end end
  say("w4 64")
  say("w4 65 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
sleep(3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(10)
say('main ends')
