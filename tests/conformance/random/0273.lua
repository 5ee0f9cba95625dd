-- random program 273
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  ev:clear()
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  local function f4()
    say("w1.f4 5")
    sleep(3)
    say("w1.f4 7")
    do local ok, e = pcall(timeout, 1, function()
      do local ok, e = pcall(timeout, 2, function()
        if T.w2 then say("w1.f4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w1.f4 9 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1.f4 8 timeout") elseif not ok then error(e, 0) end end
    say("w1.f4 got " .. q:get())
    return "f4"
  end
  for _, x in ipairs(gather({ spawn("f4", f4) }, { return_errors = true })) do
    say("w1 3 " .. (x.ok and x.value or kind(x.error)))
  end
  local function f13()
    say("w1.f13 14")
    ev:wait()
    say("w1.f13 16 ev")
    do local _ <close> = defer(function()
      say("w1.f13 17 finally")
    end)
      say("w1.f13 19")
      say("w1.f13 21")
      say("w1.f13 23")
    end
    error("E24", 0)
  end
  local function f25()
    say("w1.f25 26")
    sleep(3)
    say("w1.f25 28")
    if T.w4 then say("w1.f25 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f25"
  end
  for _, x in ipairs(gather({ spawn("f13", f13), spawn("f25", f25) }, { return_errors = true })) do
    say("w1 12 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 30 end")
end
local function w2()
  sleep(3)
  say("w2 32")
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  do local ok, e = pcall(function()
    say("w2 size " .. q:size())
  end)
    if is(e, Cancelled) then say("w2 34 cancelled swallow")
    elseif not ok then error(e, 0) end end
  sleep(0)
  say("w2 37")
  say("w2 38 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 40 in")
    local function f42()
      say("w3.f42 43")
      sleep(1)
      say("w3.f42 45")
      if T.w4 then say("w3.f42 cancels w4 " .. yn(T.w4:cancel())) end
      error("E47", 0)
    end
    local function f48()
      say("w3.f48 49")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f48"
    end
    do local ok, e = pcall(function() say("w3 41 got " .. table.concat({ gather { spawn("f42", f42), spawn("f48", f48) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 41 err " .. kind(e)) else error(e, 0) end end end
    say("w3 count " .. current():cancelling())
    ev:set()
  end
  if not q:full() then q:put_nowait(53) end
  ev:wait()
  say("w3 55 ev")
  say("w3 count " .. current():cancelling())
  say("w3 57 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 59 in")
    do local _ <close> = lk:hold()
      say("w4 61 in")
      local function f63()
        say("w4.f63 64")
        say("w4.f63 66")
        if T.w3 then say("w4.f63 cancels w3 " .. yn(T.w3:cancel())) end
        sleep(5)
        say("w4.f63 69")
        return "f63"
      end
      do local ok, e = pcall(function() say("w4 62 " .. wait_for(1, spawn("f63", f63))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 62 err " .. kind(e)) else error(e, 0) end end end
    end
    say("w4 71")
    ev:set()
  end
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  say("w4 75")
  say("w4 76 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(2)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(10)
say('main ends')
