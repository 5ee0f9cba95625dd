-- random program 114
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
  local function f2()
    say("w1.f2 3")
    ev:wait()
    say("w1.f2 5 ev")
    return "f2"
  end
  local function f6()
    say("w1.f6 7")
    local function f9()
      say("w1.f6.f9 10")
      sleep(5)
      say("w1.f6.f9 12")
      do local _ <close> = sm:hold()
        say("w1.f6.f9 14 in")
        sleep(0)
        say("w1.f6.f9 16")
        if T.w2 then say("w1.f6.f9 cancels w2 " .. yn(T.w2:cancel())) end
      end
      ev:set()
      return "f9"
    end
    local function f19()
      say("w1.f6.f19 20")
      if T.w2 then say("w1.f6.f19 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      local function f23()
        say("w1.f6.f19.f23 24")
        if not q:empty() then say("w1.f6.f19.f23 took " .. q:get_nowait()) end
        if T.w2 then say("w1.f6.f19.f23 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:set()
        return "f23"
      end
      local function f28()
        say("w1.f6.f19.f28 29")
        ev:set()
        q:put(31)
        say("w1.f6.f19.f28 32 put 31")
        say("w1.f6.f19.f28 34")
        return "f28"
      end
      local function f35()
        say("w1.f6.f19.f35 36")
        sleep(0)
        say("w1.f6.f19.f35 38")
        sleep(1)
        say("w1.f6.f19.f35 40")
        say("w1.f6.f19.f35 got " .. q:get())
        error("E42", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f23", f23)
        tg:spawn("f28", f28)
        tg:spawn("f35", f35)
        if T.w2 then say("w1.f6.f19 cancels w2 " .. yn(T.w2:cancel())) end
      end)
        if is(e, ErrorGroup) then say("w1.f6.f19 22 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(5)
      say("w1.f6.f19 45")
      error("E46", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f9", f9)
      tg:spawn("f19", f19)
      say("w1.f6 48")
      sleep(2)
      say("w1.f6 50")
    end)
      if is(e, ErrorGroup) then say("w1.f6 8 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(1)
    say("w1.f6 52")
    q:put(53)
    say("w1.f6 54 put 53")
    error("E55", 0)
  end
  local function f56()
    say("w1.f56 57")
    sleep(3)
    say("w1.f56 59")
    error("E60", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f6", f6), spawn("f56", f56) }, { timeout = 3 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  say("w1 got " .. q:get())
  say("w1 got " .. q:get())
  say("w1 63 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 65 in")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 66 ok") elseif type(e) == "string" then say("w2 66 err " .. kind(e)) else error(e, 0) end end
    ev:clear()
  end
  say("w2 69")
  say("w2 70 end")
end
local function w3()
  local function f72()
    say("w3.f72 73")
    say("w3.f72 size " .. q:size())
    return "f72"
  end
  local function f75()
    say("w3.f75 76")
    do local _ <close> = lk:hold()
      say("w3.f75 78 in")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      if T.w1 then say("w3.f75 cancels w1 " .. yn(T.w1:cancel())) end
    end
    return "f75"
  end
  local function f81()
    say("w3.f81 82")
    say("w3.f81 count " .. current():cancelling())
    if T.w2 then say("w3.f81 cancels w2 " .. yn(T.w2:cancel())) end
    return "f81"
  end
  for _, x in ipairs(gather({ spawn("f72", f72), spawn("f75", f75), spawn("f81", f81) }, { return_errors = true })) do
    say("w3 71 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(1)
  say("w3 86")
  current():cancel()
  sleep(3)
  say("w3 89")
  say("w3 90 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(30)
say('main ends')
