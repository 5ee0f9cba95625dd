-- random program 18
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  local function f3()
    say("w1.f3 4")
    say("w1.f3 got " .. q:get())
    do local _ <close> = defer(function()
      sleep(1)
      say("w1.f3 6 finally")
    end)
      say("w1.f3 count " .. current():cancelling())
    end
    error("E8", 0)
  end
  local function f9()
    say("w1.f9 10")
    say("w1.f9 got " .. q:get())
    if T.w1 then say("w1.f9 cancels w1 " .. yn(T.w1:cancel())) end
    if T.w1 then say("w1.f9 cancels w1 " .. yn(T.w1:cancel())) end
    return "f9"
  end
  local function f14()
    say("w1.f14 15")
    local function f17()
      say("w1.f14.f17 18")
      local function f20()
        say("w1.f14.f17.f20 21")
        ev:wait()
        say("w1.f14.f17.f20 23 ev")
        ev:clear()
        say("w1.f14.f17.f20 26")
        return "f20"
      end
      do local ok, e = pcall(function() say("w1.f14.f17 19 got " .. table.concat({ gather { spawn("f20", f20) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f14.f17 19 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(timeout, 1, function()
        if not q:full() then q:put_nowait(28) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w1.f14.f17 31")
      end)
        if is(e, Timeout) then say("w1.f14.f17 27 timeout") elseif not ok then error(e, 0) end end
      say("w1.f14.f17 33")
      return "f17"
    end
    for _, x in ipairs(gather({ spawn("f17", f17) }, { return_errors = true })) do
      say("w1.f14 16 " .. (x.ok and x.value or kind(x.error)))
    end
    ev:clear()
    if T.w3 then say("w1.f14 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f14"
  end
  do local ok, e = pcall(function() say("w1 2 got " .. table.concat({ gather { spawn("f3", f3), spawn("f9", f9), spawn("f14", f14) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 37")
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  say("w1 39 end")
end
local function w2()
  local function f41()
    say("w2.f41 42")
    q:put(43)
    say("w2.f41 44 put 43")
    if not q:full() then q:put_nowait(45) end
    if not q:empty() then say("w2.f41 took " .. q:get_nowait()) end
    return "f41"
  end
  local function f47()
    say("w2.f47 48")
    sleep(2)
    say("w2.f47 50")
    say("w2.f47 count " .. current():cancelling())
    error("E52", 0)
  end
  local function f53()
    say("w2.f53 54")
    sleep(1)
    say("w2.f53 56")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    error("E59", 0)
  end
  do local ok, e = pcall(function() say("w2 40 got " .. table.concat({ gather { spawn("f41", f41), spawn("f47", f47), spawn("f53", f53) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 40 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w2 61")
  sleep(3)
  say("w2 63")
  say("w2 64 end")
end
local function w3()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(5)
  say("w3 67")
  say("w3 68 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(2)
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
