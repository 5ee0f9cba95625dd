-- random program 129
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  local function f2()
    say("w1.f2 3")
    if T.w1 then say("w1.f2 cancels w1 " .. yn(T.w1:cancel())) end
    local function f6()
      say("w1.f2.f6 7")
      ev:clear()
      return "f6"
    end
    do local ok, e = pcall(function() say("w1.f2 5 " .. wait_for(1, spawn("f6", f6))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2 5 err " .. kind(e)) else error(e, 0) end end end
    return "f2"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2) }, { timeout = 1 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  say("w1 barrier " .. br:wait())
  do local ok, e = pcall(function()
    current():cancel()
  end)
    if is(e, Cancelled) then say("w1 10 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 count " .. current():cancelling())
  sleep(2)
  say("w1 14")
  say("w1 15 end")
end
local function w2()
  if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
  say("w2 got " .. q:get())
  say("w2 18 end")
end
local function w3()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  sleep(1)
  say("w3 21")
  say("w3 22 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 24 in")
    do local _ <close> = lk:hold()
      say("w4 26 in")
      local function f28()
        say("w4.f28 29")
        say("w4.f28 count " .. current():cancelling())
        error("E31", 0)
      end
      local function f32()
        say("w4.f32 33")
        say("w4.f32 count " .. current():cancelling())
        return "f32"
      end
      local function f35()
        say("w4.f35 36")
        if T.w3 then say("w4.f35 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:wait()
        say("w4.f35 39 ev")
        if T.w3 then say("w4.f35 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f35"
      end
      for _, x in ipairs(gather({ spawn("f28", f28), spawn("f32", f32), spawn("f35", f35) }, { return_errors = true })) do
        say("w4 27 " .. (x.ok and x.value or kind(x.error)))
      end
      do local ok, e = pcall(function()
        sleep(5)
        say("w4 43")
        sleep(2)
        say("w4 45")
      end)
        if is(e, Cancelled) then say("w4 41 cancelled cleanup")
          sleep(1)
          say("w4 41 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end
  end
  say("w4 47")
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 50 end")
end
local function w5()
  if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
  local function f53()
    say("w5.f53 54")
    say("w5.f53 size " .. q:size())
    do local ok, e = pcall(timeout, 1, function()
      sleep(0)
      say("w5.f53 58")
      say("w5.f53 60")
      say("w5.f53 got " .. q:get())
    end)
      if is(e, Timeout) then say("w5.f53 56 timeout") elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(62) end
    error("E63", 0)
  end
  for _, x in ipairs(gather({ spawn("f53", f53) }, { return_errors = true })) do
    say("w5 52 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(5)
  say("w5 65")
  sleep(1)
  say("w5 67")
  say("w5 68 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w4 ' .. yn(T.w4:cancel()))
ev:set()
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
